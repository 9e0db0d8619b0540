class BackupError(Exception):
    """Why there is no backup, or nothing was restored: one sentence for the administrator."""
