#!/usr/bin/env node
import '../lib/main.mjs'
