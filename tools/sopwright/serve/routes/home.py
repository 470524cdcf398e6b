"""The first page, and the files of the server's own pages."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import person_in, service_of

FOREVER = "public, max-age=31536000, immutable"


async def home(request: Request) -> Response:
    """Lead readers into their tree, in their language."""
    person = person_in(request)
    if not person.audience:
        return refuse(request)
    return RedirectResponse(f"/{person.audience}/{person.language}/index.html", 303)


async def asset(request: Request) -> Response:
    """The stylesheet or the logo; their names change with their content, so browsers keep them."""
    wanted = request.scope["path"]
    for one in service_of(request).assets.values():
        if one.address == wanted:
            return Response(one.data, media_type=one.kind, headers={"Cache-Control": FOREVER})
    return refuse(request)


PAGES = (
    Page("/", home, Access.ANYONE),
    Page("/assets/{name}", asset, Access.ANYONE),
)
