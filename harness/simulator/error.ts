/** Errors in the shape that OpenAI's API gives them. */

export interface ApiError {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that the request caused. */
export function invalid(
  status: number,
  message: string,
  { param = null, code = null }: { readonly param?: string | null; readonly code?: string | null } = {},
): ApiError {
  return { status, message, type: 'invalid_request_error', param, code };
}

export const serverError: ApiError = {
  status: 500,
  message: 'The server had an error while processing your request. Sorry about that!',
  type: 'server_error',
  param: null,
  code: null,
};

/** 429; `retryAfter` as in `Faults`. */
export function rateLimited(retryAfter: string | number): ApiError {
  const headers =
    typeof retryAfter === 'string'
      ? { 'retry-after': retryAfter }
      : { 'retry-after': String(Math.ceil(retryAfter / 1000)), 'retry-after-ms': String(retryAfter) };
  return {
    status: 429,
    message: 'Rate limit reached. Please try again later.',
    type: 'requests',
    param: null,
    code: 'rate_limit_exceeded',
    headers,
  };
}

/** The body of an error response. */
export function errorBody({ message, type, param, code }: ApiError): string {
  return JSON.stringify({ error: { message, type, param, code } });
}
