// discord.js, installed outside of the sources so that these stay clean.

import { createRequire } from 'node:module';

const required = createRequire(`${process.env.AKTOR_TEST_NODE}/`);

export const discord = required('discord.js');
export const { SimpleShardingStrategy } = required('@discordjs/ws');
