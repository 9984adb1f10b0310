"""Accounts: signing up and in, second factors, one's own data, and the people of a company."""
