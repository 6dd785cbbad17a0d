// Loaded by the mock server at its start: it exits when the pipe from its parent process is closed.
process.stdin.on("close", () => process.exit(0)).resume();
