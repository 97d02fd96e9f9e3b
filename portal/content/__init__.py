"""The rights pages: Markdown read, checked and made searchable when the application starts."""
