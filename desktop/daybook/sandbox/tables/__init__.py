"""Fields of CRM objects as a portal describes them."""
