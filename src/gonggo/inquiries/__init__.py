"""온라인 문의: questions under a subject of the program, answers, and those that everybody may read."""
