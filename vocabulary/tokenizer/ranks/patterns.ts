/**
 * Rank files that are known: a file does not hold the regular expression by which its tokenizer splits texts, so that is known by its
 * SHA-256. As tiktoken has them (openai_public.py).
 */

import { CL100K, GPT_2, O200K } from '../patterns.js';

/** A rank file that is known. */
export interface KnownRanks {
  readonly name: string;
  readonly sha256: string;
  readonly pattern: string;
}

export const knownRanks: readonly KnownRanks[] = [
  {
    name: 'r50k_base',
    sha256: '306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930',
    pattern: GPT_2,
  },
  {
    name: 'p50k_base',
    sha256: '94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069',
    pattern: GPT_2,
  },
  {
    name: 'cl100k_base',
    sha256: '223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7',
    pattern: CL100K,
  },
  {
    name: 'o200k_base',
    sha256: '446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d',
    pattern: O200K,
  },
];
