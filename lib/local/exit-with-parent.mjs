// Loaded into the app's process by the command that starts it: when that command dies, however suddenly, the app ends too.
process.on("disconnect", () => process.exit(1));
