"""Pages lead to the server where there is one, and nowhere else."""

from tests.editions import Make

SERVER = {"file": "registers/organisation.yml", "append": "server: true\n"}


def test_only_a_company_with_a_server_and_readers_who_sign_in_get_its_links(edition: Make) -> None:
    assert not edition().organisation.server
    assert edition(SERVER).organisation.server
    assert not edition(SERVER, audience="public").organisation.server
