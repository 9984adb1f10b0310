"""The door: stamps, decides, writes durably in groups and answers with a signed receipt; knows subjects only."""
