/**
 * Control tokens: what tokenizers have beside text, and what a server should never pass on. By their shapes, which vendors share, and by
 * their names where one is torn. Sources: the `added_tokens` and chat templates of Qwen, Llama, Mistral, Gemma, DeepSeek, Phi, GLM, Kimi,
 * Cohere, Granite, EXAONE, Hunyuan, MiniMax, Seed, InternLM, Nemotron, Baichuan, T5, BERT and gpt-oss (Harmony).
 */

import { escaped } from '../escaped.js';
import type { Span } from '../types.js';
import { TOKEN_FORMS, TURN_ENDS } from './reasoning-forms.js';

/** Names of tokens between bars that nothing else is called: torn ones are known by them. */
const NAMES =
  'im_start|im_end|im_sep|im_user|im_assistant|im_system|im_middle|eot_id|eom_id|eot|endoftext|end_of_text|begin_of_text|startoftext|' +
  'start_header_id|end_header_id|python_tag|finetune_right_pad_id|end_of_turn|start_of_turn|endofturn|endofprompt|endofuserprompt|' +
  'end_of_sentence|begin_of_sentence|end▁of▁sentence|begin▁of▁sentence|end_of_msg|start_of_role|end_of_role|reserved_special_token_\\d{1,4}|' +
  'fim_prefix|fim_middle|fim_suffix|fim▁begin|fim▁hole|fim▁end|file_sep|repo_name|vision_start|vision_end|image_pad|' +
  'START_OF_TURN_TOKEN|END_OF_TURN_TOKEN|CHATBOT_TOKEN|USER_TOKEN|SYSTEM_TOKEN|tool▁calls?▁begin|tool▁calls?▁end|tool▁sep|' +
  'tool_calls?_begin|tool_calls?_end|tool_calls_section_begin|tool_calls_section_end|channel|constrain';

/** The role or channel that a header goes on with, which is no text either. */
const HEADER =
  '(?:(?<=(?:start|start_header_id|im_(?:user|assistant|system)|start_of_role)[|｜]>)(?:system|user|assistant|tool|developer)(?![a-z])|' +
  '(?<=channel[|｜]>)(?:analysis|commentary|final)(?![a-z])|(?<=constrain[|｜]>)json(?![a-z]))?';

/** Of three letters and more: `<|x|>` is a mean value, and `<|>` an operator. */
const BETWEEN_BARS = `[<\\[][|｜][A-Za-z][A-Za-z\\d_▁ :.-]{1,40}[A-Za-z\\d][|｜][>\\]]${HEADER}`;

/** What is left where one of the ends is lost, or where a text is cut off inside one. */
const TORN = [
  `<[|｜](?:${NAMES})(?![A-Za-z\\d_▁])[|｜>]?`,
  `[<|｜]?(?:${NAMES})[|｜]>`,
  '▁(?:of▁)?sentence[|｜]>',
  '<[|｜](?=[A-Za-z_▁]{2,40}$)[A-Za-z_▁]{2,40}$',
];

/** Tokens in other shapes, whole. */
const OTHERS = [
  '\\[/?INST\\]',
  '<</?SYS>>',
  '\\[/?(?:TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS|SYSTEM_PROMPT)\\]',
  '</?(?:start|end)_of_(?:turn|image|audio)>(?:model(?![a-z])|user(?![a-z]))?',
  '<(?:bos|eos|pad|unk|sop|eop|eod|eoa|eoh|EOT|BOS_TOKEN|EOS_TOKEN|PAD_TOKEN)>',
  '\\[(?:gMASK|sMASK|UNK|PAD|EOS|BOS)\\]',
  '<(?:begin(?:ning)?|end)_of_sentence>',
  '<(?:extra_id|SPECIAL|reserved)_\\d{1,4}>',
  '<unused\\d{1,4}>|\\[unused\\d{1,4}\\]|\\[UNUSED_TOKEN_\\d{1,4}\\]',
  '</?seed:[a-z_]{2,30}>',
  '\\]~!?b[\\[\\]](?:user|ai|system|tool)?|\\[e~\\[',
  // The end of a text; the tags of HTML that strike text out come in pairs, and stand before it.
  '</s>(?=\\s{0,8}(?:$|<s>|\\[INST\\]))|^<s>(?=\\s{0,4}\\S)(?![\\s\\S]{0,2000}</s>\\s{0,8}\\S)',
];

/** Of the tokens that mark reasoning; one that stands in an answer was left over there. */
const OF_REASONING = TOKEN_FORMS.filter(({ isShared }) => !isShared).flatMap(({ open, close }) => [
  open,
  close,
]);

const TOKEN = new RegExp(
  [BETWEEN_BARS, ...OTHERS, ...OF_REASONING, ...TURN_ENDS.map(escaped), ...TORN].join('|'),
  'gu',
);

/** What any of them begins or ends with; few texts without one have it, and to look for all takes twenty times as long. */
const HINT =
  /[|｜][>\]]|<[|｜]|<<\/?SYS|<\/?(?:s>|start_of|end_of|begin|bos|eos|pad|unk|so|eo|EO|BOS|PAD|extra_id|SPECIAL|reserved|unused|seed:)|<turn|<channel|\[\/?\s{0,4}\/?\s{0,4}(?:INST|TOOL|AVAILABLE|SYSTEM_|THINK|[gs]MASK|UNK|PAD|EOS|BOS|unused|UNUSED)|◁|\]~|\[e~/i;

const NONE: readonly Span[] = [];

/** The control tokens of a text, whole and torn, in order. */
export function controlTokens(text: string): readonly Span[] {
  if (!HINT.test(text)) return NONE;
  return Array.from(text.matchAll(TOKEN), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}
