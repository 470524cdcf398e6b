"""The register of controlled documents (ISO 9001, 7.5.3): as rows for the site, as XLSX and as CSV."""
