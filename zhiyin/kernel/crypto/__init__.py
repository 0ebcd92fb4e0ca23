"""The key ring, per-customer data keys, keyed hashes for look-up."""
