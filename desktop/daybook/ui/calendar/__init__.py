"""Where a person says on which days she works."""
