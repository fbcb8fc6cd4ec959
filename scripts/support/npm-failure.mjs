const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|network timeout)\b/u;
const full = /\bENOSPC\b/u;
const forbidden = /\b(EACCES|EPERM|EROFS)\b/u;
const ownWords = /^npm (?:error|ERR!) ?/u;
const logHint = /A complete log of this run can be found/u;

/** Says in one line why npm failed and what to do about it, followed by what npm itself said. */
export function npmFailure(command, output) {
  const said = output
    .split('\n')
    .filter((line) => line.trim() !== '' && !logHint.test(line))
    .map((line) => line.replace(ownWords, '  '))
    .slice(0, 6)
    .join('\n');
  return `${sentence(command, output)} npm said:\n${said}`;
}

function sentence(command, output) {
  if (unreachable.test(output))
    return 'The package registry does not answer, so the packages could not be installed. Check the network and npm’s proxy setting, then run the same command again.';
  if (full.test(output))
    return 'The disk is full, so the packages could not be installed. They need about 1 GB. Make room, then run the same command again.';
  if (forbidden.test(output))
    return 'A folder cannot be written, so the packages could not be installed. Check who owns this folder and npm’s cache, then run the same command again.';
  return `The packages could not be installed: ${command} failed.`;
}
