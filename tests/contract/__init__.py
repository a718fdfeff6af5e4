"""Every documented method, from the real client to a real sandbox and back."""
