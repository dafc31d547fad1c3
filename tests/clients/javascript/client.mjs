// discord.js at the other end of the line: connects to the stand-in that the environment names and waits for orders.

import { answer } from './answers.mjs';
import { deeds } from './deeds.mjs';
import { SimpleShardingStrategy, discord } from './library.mjs';
import { listen, saw } from './line.mjs';
import { watch } from './watching.mjs';

const shards = Number(process.env.SHARDS ?? 1);
const client = new discord.Client({
  intents: Number(process.env.INTENTS),
  partials: [discord.Partials.Channel, discord.Partials.Message, discord.Partials.Reaction],
  rest: { api: `${process.env.DISCORD}/api` },
  shards: shards > 1 ? Array.from({ length: shards }, (_, id) => id) : 'auto',
  shardCount: shards,
  ws: { buildStrategy: compressed },
});

/** Asks for compressed payloads, as the library does of itself where an optional package is installed. */
function compressed(manager) {
  manager.options.compression = process.env.COMPRESS ? 'zlib-stream' : null;
  return new SimpleShardingStrategy(manager);
}

watch(client);
const answering = new Set();
client.on('interactionCreate', (interaction) => {
  const task = answer(interaction)
    .catch((error) => saw('trouble', { with: String(error.stack) }))
    .finally(() => answering.delete(task));
  answering.add(task);
});
client.on('error', (error) => saw('trouble', { with: String(error.stack) }));
await client.login(process.env.TOKEN);
await listen(deeds(client));
await Promise.all(answering);
await client.destroy();
