"""The intranet site: MkDocs with Material and static-i18n; nothing outside this folder knows of them."""
