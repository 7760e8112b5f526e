// SPDX-License-Identifier: LGPL-2.1-or-later

/// The commands of the `ostree` program.
///
/// ```text
/// Main → CommandRunner → CommandTable → one Command → Invocation: repository, arguments, Console
///             └ OptionParser, HelpText                 └ CommitText, DateText, …
/// ```
package dev.ostree4j.cli;
