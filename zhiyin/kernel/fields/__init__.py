"""Custom fields (自定义字段): what one is, which values it takes, and finding rows by them."""
