// Loaded into a program that launch.mjs starts: when launch.mjs is gone, kill -9 included, the channel
// between the two closes, and the program gets the signal for an orderly stop.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone keeps nothing running.
  process.channel.unref();
}
