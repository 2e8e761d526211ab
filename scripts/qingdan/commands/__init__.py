"""What each command does, one a module: it asks the parts of the program, prints what they answer and gives the exit code."""
