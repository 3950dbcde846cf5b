/** What a promise is rejected with; fails where it is not. */
export async function rejected(promise: Promise<unknown>): Promise<Error> {
  const failure = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof Error) return failure;
  throw new Error('the promise was not rejected with an error');
}
