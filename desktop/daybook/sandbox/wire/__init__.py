"""Requests and answers as bytes: PHP bracket keys, JSON, forms, the envelope."""
