"""People, companies, agencies and memberships: who may act for whom."""
