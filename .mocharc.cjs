const { availableParallelism } = require('node:os');

/** Files run side by side. Two at least: most of them wait for processes and servers. */
module.exports = {
  spec: ['dist/test/**/*.test.js'],
  reporter: 'dist/test/support/reporter.js',
  parallel: true,
  jobs: Math.max(2, availableParallelism()),
  'enable-source-maps': true,
  timeout: 120_000,
};
