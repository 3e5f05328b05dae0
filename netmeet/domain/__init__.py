"""What netmeet knows: values and rules, with no framework, no clock and no randomness of their own."""
