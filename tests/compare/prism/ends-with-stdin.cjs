// Loaded into the mock server before it starts, so that it never outlives whoever started it: when that program
// ends, however it ends, its side of the pipe is closed.
process.stdin.on("close", () => process.exit(0)).resume();
