/** Which tensors of a model are those of its vocabulary, as transformers and others name them. */

import { expect } from 'chai';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { safetensors } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import { foldersIn } from './written.js';

/** A file of zeros, by their shapes. */
const zeros = (shapes: Readonly<Record<string, readonly number[]>>): Buffer =>
  safetensors(
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        const bytes = Buffer.alloc(shape.reduce((product, one) => product * one, 2));
        return [name, { dtype: 'BF16', shape, bytes }];
      }),
    ),
  );

const V = [300, 4];
const [ROW, LAYER, POSITIONS] = [[4], [4, 4], [512, 4]];

/** An architecture, its tensors outside of layers and one or two in them, the output matrix (or none of its own) and the embeddings. */
const ARCHITECTURES: readonly (readonly [
  string,
  Readonly<Record<string, readonly number[]>>,
  string | undefined,
  string,
])[] = [
  [
    'OPT',
    {
      'model.decoder.embed_tokens.weight': V,
      'model.decoder.embed_positions.weight': POSITIONS,
      'model.decoder.final_layer_norm.weight': ROW,
      'model.decoder.layers.0.fc1.weight': LAYER,
    },
    undefined,
    'model.decoder.embed_tokens.weight',
  ],
  [
    'OPT with its head',
    { 'decoder.embed_tokens.weight': V, 'lm_head.weight': V },
    'lm_head.weight',
    'decoder.embed_tokens.weight',
  ],
  [
    'Mamba',
    {
      'backbone.embeddings.weight': V,
      'backbone.norm_f.weight': ROW,
      'backbone.layers.0.mixer.out_proj.weight': LAYER,
    },
    undefined,
    'backbone.embeddings.weight',
  ],
  [
    'Mamba by its authors',
    { 'backbone.embedding.weight': V, 'lm_head.weight': V },
    'lm_head.weight',
    'backbone.embedding.weight',
  ],
  [
    'MPT',
    { 'transformer.wte.weight': V, 'transformer.norm_f.weight': ROW },
    undefined,
    'transformer.wte.weight',
  ],
  [
    'GPT-2',
    { 'wte.weight': V, 'wpe.weight': POSITIONS, 'h.0.attn.c_attn.weight': LAYER },
    undefined,
    'wte.weight',
  ],
  [
    'GPT-NeoX',
    { 'gpt_neox.embed_in.weight': V, 'embed_out.weight': V },
    'embed_out.weight',
    'gpt_neox.embed_in.weight',
  ],
  [
    'BLOOM',
    { 'word_embeddings.weight': V, 'word_embeddings_layernorm.weight': ROW },
    undefined,
    'word_embeddings.weight',
  ],
  [
    'Falcon',
    { 'transformer.word_embeddings.weight': V, 'lm_head.weight': V },
    'lm_head.weight',
    'transformer.word_embeddings.weight',
  ],
  [
    'T5',
    { 'shared.weight': V, 'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight': [32, 2] },
    undefined,
    'shared.weight',
  ],
  [
    'T5 1.1',
    { 'shared.weight': V, 'decoder.embed_tokens.weight': V, 'lm_head.weight': V },
    'lm_head.weight',
    'decoder.embed_tokens.weight',
  ],
  [
    'Phi-1',
    {
      'layers.0.wte.weight': V,
      'transformer.embd.wte.weight': V,
      'lm_head.ln.weight': ROW,
      'lm_head.linear.weight': V,
    },
    'lm_head.linear.weight',
    'transformer.embd.wte.weight',
  ],
  [
    'StableLM',
    { 'model.embed_tokens.weight': V, 'lm_head.weight': V },
    'lm_head.weight',
    'model.embed_tokens.weight',
  ],
  [
    'InternLM 2',
    { 'model.tok_embeddings.weight': V, 'output.weight': V },
    'output.weight',
    'model.tok_embeddings.weight',
  ],
  [
    'ChatGLM',
    {
      'transformer.embedding.word_embeddings.weight': V,
      'transformer.output_layer.weight': V,
      'transformer.rotary_pos_emb.inv_freq': [2],
    },
    'transformer.output_layer.weight',
    'transformer.embedding.word_embeddings.weight',
  ],
  [
    'RWKV',
    { 'rwkv.embeddings.weight': V, 'head.weight': V, 'rwkv.blocks.0.attention.output.weight': LAYER },
    'head.weight',
    'rwkv.embeddings.weight',
  ],
  [
    'OLMo',
    {
      'model.transformer.wte.weight': V,
      'model.transformer.ff_out.weight': V,
      'model.transformer.blocks.0.ff_out.weight': LAYER,
    },
    'model.transformer.ff_out.weight',
    'model.transformer.wte.weight',
  ],
  [
    'Whisper',
    {
      'model.decoder.embed_tokens.weight': V,
      'proj_out.weight': V,
      'model.decoder.embed_positions.weight': POSITIONS,
    },
    'proj_out.weight',
    'model.decoder.embed_tokens.weight',
  ],
  [
    'Gemma 3 with eyes',
    {
      'vision_tower.vision_model.embeddings.position_embedding.weight': POSITIONS,
      'vision_tower.vision_model.head.weight': V,
      'language_model.model.embed_tokens.weight': V,
      'multi_modal_projector.mm_input_projection_weight': LAYER,
    },
    undefined,
    'language_model.model.embed_tokens.weight',
  ],
  [
    'Gemma 3n',
    {
      'model.language_model.embed_tokens.weight': V,
      'model.language_model.embed_tokens_per_layer.weight': [300, 16],
      'model.embed_vision.embedding.weight': [128, 4],
    },
    undefined,
    'model.language_model.embed_tokens.weight',
  ],
  [
    'DeepSeek with a layer for drafts',
    {
      'model.embed_tokens.weight': V,
      'lm_head.weight': V,
      'model.layers.61.embed_tokens.weight': V,
      'model.layers.61.shared_head.head.weight': V,
    },
    'lm_head.weight',
    'model.embed_tokens.weight',
  ],
  [
    'a compiled model',
    { '_orig_mod.model.embed_tokens.weight': V, '_orig_mod.lm_head.weight': V },
    '_orig_mod.lm_head.weight',
    '_orig_mod.model.embed_tokens.weight',
  ],
  [
    'a tied model that classifies',
    { 'model.embed_tokens.weight': V, 'head.weight': [2, 4], 'pooler.output.weight': LAYER },
    undefined,
    'model.embed_tokens.weight',
  ],
  [
    'nobody knows, tied',
    { 'net.lookup': V, 'net.positions': POSITIONS, 'net.blocks.0.w': [900, 4], 'net.norm': ROW },
    undefined,
    'net.lookup',
  ],
  [
    'nobody knows, with its head',
    { 'net.lookup.w': V, 'net.to_logits.w': V, 'net.mix.w': [256, 4] },
    'net.to_logits.w',
    'net.lookup.w',
  ],
];

describe('the tensors of a vocabulary', () => {
  const { path, remove } = folderWith({});
  after(remove);
  const folderOf = foldersIn(path);

  for (const [architecture, shapes, head, input] of ARCHITECTURES)
    it(`are found by what they are called, or by their shapes: ${architecture}`, async () => {
      const checkpoint = await openCheckpoint(folderOf({ 'model.safetensors': zeros(shapes) }));
      try {
        expect([checkpoint.head.name, checkpoint.isTied]).to.deep.equal([head ?? input, head === undefined]);
        expect((await checkpoint.input()).name).to.equal(input);
      } finally {
        await checkpoint.close();
      }
    });

  for (const [what, shapes] of [
    ['two of one shape, neither of output', { 'a.w': V, 'b.w': V }],
    ['three of one shape', { 'a.w': V, 'b.w': V, 'out.w': V }],
    ['none outside of layers', { 'layers.0.w': V }],
    ['none of so many rows', { a: [200, 4] }],
  ] as const)
    it(`are to be named where shapes do not tell: ${what}`, async () => {
      const folder = folderOf({ 'model.safetensors': zeros(shapes) });
      let said = '';
      await openCheckpoint(folder).catch((error: Error) => {
        said = error.message;
      });
      expect(said).to.match(/name it by --head/);
    });
});
