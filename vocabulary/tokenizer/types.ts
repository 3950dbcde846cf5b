/** What every reader of a tokenizer gives, whatever the file's format. */

/** A token's number: the row of the embedding and of the output matrix that belongs to it. */
export type TokenId = number;

/**
 * What a token is. `text`: whole characters. `partial`: bytes that are no whole characters. `byte`: a byte of byte fallback that is a
 * character by itself, which text has a token of its own for as a rule. `special`: a control token, which no text is encoded to. `unused`:
 * a token that was kept for later (`<unused12>`, `<|reserved_200017|>`). `padding`: no token has this id.
 */
export type TokenKind = 'text' | 'partial' | 'byte' | 'special' | 'unused' | 'padding';

/** The formats that are read. */
export const TOKENIZER_FORMATS = ['tokenizer.json', 'tiktoken', 'gguf'] as const;
export type TokenizerFormat = (typeof TOKENIZER_FORMATS)[number];

/** How texts are cut: byte pairs (their merges, or ranks), or the likeliest pieces. */
export const TOKENIZER_MODELS = ['bpe', 'unigram'] as const;

/** What a tokenizer is known by. */
export interface TokenizerId {
  readonly format: TokenizerFormat;
  readonly model: (typeof TOKENIZER_MODELS)[number];
  /** SHA-256 of what was read, 64 hexadecimal digits: the file, unpacked; of a GGUF file its metadata. */
  readonly sha256: string;
}

/** Where a vocabulary comes from. */
export interface VocabularySource extends TokenizerId {
  readonly path: string;
}

/** What cuts texts into tokens; `unknown` where the file does not say how, with the reason and what to do about it. */
export type Encoding =
  | {
      readonly kind: 'known';
      /** The tokens of a text. Special tokens are added to it by no one. */
      readonly encode: (text: string) => readonly TokenId[];
      /** True where a text is encoded as if a space stood before it. */
      readonly prefixed: boolean;
      /**
       * True where it pays to encode a text in parts that are cut before a sign or a single space which stands behind a letter: the tokens are the
       * same, by the patterns of GPT-2 and its heirs. False too where what came before is kept already.
       */
      readonly separable: boolean;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly todo: string };

/** A vocabulary: what each token is, and how texts are cut into them. */
export interface Vocabulary {
  readonly source: VocabularySource;
  /** Tokens of the vocabulary itself; those that were added behind it are not among them. */
  readonly entries: number;
  /** Tokens that were added behind it, as chat templates have them. */
  readonly added: number;
  /** One more than the highest id. */
  readonly size: number;
  /** `padding` for an id beyond `size` too. */
  kindOf(id: TokenId): TokenKind;
  /** The bytes of a token as they stand in text; of a special one those of its name. None for padding. Not to be written to. */
  bytesOf(id: TokenId): Uint8Array;
  /** The bytes as text; null where they are no whole characters, and for padding. */
  textOf(id: TokenId): string | null;
  /** The token of these very bytes, of kind `text` before all others; undefined where there is none. */
  idOf(bytes: Uint8Array): TokenId | undefined;
  /**
   * In which order the tokenizer learnt its tokens, from 0 on: by merge, by rank, or by falling score. Null for those that it did not learn:
   * special ones, single bytes and characters, padding.
   */
  orderOf(id: TokenId): number | null;
  /** Made when it is first asked for: it takes more time and memory than all the rest. Rejects with UserError where the file's own terms cannot be used. */
  encoding(): Promise<Encoding>;
}

/** How to open a tokenizer. */
export interface OpenOptions {
  /** The regular expression by which a text is split before its pieces are encoded, where the file does not tell it: a rank file that is not known. */
  readonly pattern?: string | undefined;
  /** Reads what tokens are alone, not in which order they were learnt and how texts are cut into them: that takes most of the memory. */
  readonly tokensOnly?: boolean | undefined;
}
