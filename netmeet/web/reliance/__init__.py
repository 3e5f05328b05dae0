"""What the network holds, and what a change of contact could mean."""
