"""The books that the reading is tuned on."""
