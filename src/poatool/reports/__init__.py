"""The consolidated report and the coverage: all that is counted is counted here, none of it in a renderer."""
