"""One's own account: a new password, and signing out everywhere else."""
