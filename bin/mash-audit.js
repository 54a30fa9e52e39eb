#!/usr/bin/env node
import('../dist/main.js').then(({ start }) => start());
