const { availableParallelism } = require('node:os');

/** Files run side by side, one more than there are processors: many of them wait for processes, servers and timers. */
module.exports = {
  spec: ['dist/test/**/*.test.js'],
  reporter: 'dist/test/support/reporter.js',
  parallel: true,
  jobs: availableParallelism() + 1,
  'enable-source-maps': true,
  timeout: 120_000,
};
