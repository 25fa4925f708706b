"""Changes to a workbook that somebody sent: new bytes only where something changes, everything else as it was."""
