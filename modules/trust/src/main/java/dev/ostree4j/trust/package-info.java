// SPDX-License-Identifier: LGPL-2.1-or-later

/// What a remote demands: its keys, its key rings, and the judgement of commits and summaries.
package dev.ostree4j.trust;
