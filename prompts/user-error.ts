/** What a user caused: one line that says what is wrong, where, and what to do. The command line exits with 2. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /**
   * @param what what is wrong
   * @param where file:line:column, key path or option; empty where there is no place
   * @param todo what to do about it; empty where `what` says it already
   */
  constructor(what: string, where = '', todo = '') {
    super(`${where === '' ? '' : `${where}: `}${what}${todo === '' ? '' : `; ${todo}`}`);
  }
}
