"""netmeet: map a person's network, see what is both important and risky, plan the network meeting, print it."""
