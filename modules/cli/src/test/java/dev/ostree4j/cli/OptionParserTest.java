// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OptionParserTest {
  private final FlagOption all = new FlagOption("all", 'a', "Everything");
  private final FlagOption quiet = new FlagOption("quiet", 'q', "Nothing");
  private final TextOption subject = new TextOption("subject", 's', "TEXT", "A text");
  private final TextListOption tree = new TextListOption("tree", "PATH", "A tree");
  private final IntOption depth = new IntOption("depth", "N", -1, "A number");
  private final BooleanOption fsync = new BooleanOption("fsync", "POLICY", true, "A choice");
  private final OptionSet options = new OptionSet().add(all, quiet, subject, tree, depth, fsync);

  private OptionParser.Result parse(String... words) throws CommandException {
    return OptionParser.parse(options, words);
  }

  private String errorOf(String... words) {
    return assertThrows(CommandException.class, () -> parse(words)).getMessage();
  }

  @Nested
  class Words {
    @Test
    void optionsAndArgumentsMayBeMixed() throws Exception {
      var result = parse("x", "--all", "y", "-q", "z");
      assertEquals(List.of("x", "y", "z"), result.arguments());
      assertTrue(all.isSet() && quiet.isSet());
    }

    @Test
    void twoDashesEndTheOptions() throws Exception {
      var result = parse("--all", "--", "--quiet", "-x");
      assertEquals(List.of("--quiet", "-x"), result.arguments());
      assertFalse(quiet.isSet());
    }

    @Test
    void aLoneDashIsAnArgument() throws Exception {
      assertEquals(List.of("-"), parse("-").arguments());
    }

    @Test
    void anEmptyWordIsAnArgument() throws Exception {
      assertEquals(List.of(""), parse("").arguments());
    }
  }

  @Nested
  class Values {
    @Test
    void longOptionsTakeTheirValueAfterEqualsOrAsNextWord() throws Exception {
      parse("--subject=a=b", "--tree", "t1", "--tree=t2");
      assertEquals(Optional.of("a=b"), subject.value());
      assertEquals(List.of("t1", "t2"), tree.values());
    }

    @Test
    void theLastTextWins() throws Exception {
      parse("--subject=a", "-s", "b");
      assertEquals(Optional.of("b"), subject.value());
    }

    @Test
    void aValueMayBeEmptyOrLookLikeAnOption() throws Exception {
      parse("--tree=", "--subject", "--all");
      assertEquals(List.of(""), tree.values());
      assertEquals(Optional.of("--all"), subject.value());
      assertFalse(all.isSet());
    }

    @Test
    void lettersMayBeCombinedAndTheLastMayTakeAValue() throws Exception {
      parse("-aqs", "text");
      assertTrue(all.isSet() && quiet.isSet());
      assertEquals(Optional.of("text"), subject.value());
    }

    @Test
    void numbersMayBeNegativeOctalOrHexadecimal() throws Exception {
      parse("--depth=-1");
      assertEquals(-1, depth.value());
      parse("--depth=0x10");
      assertEquals(16, depth.value());
      parse("--depth", "010");
      assertEquals(8, depth.value());
    }

    @Test
    void choicesKnowSeveralWords() throws Exception {
      for (String yes : List.of("yes", "true", "1")) {
        parse("--fsync=" + yes);
        assertTrue(fsync.value());
      }
      for (String no : List.of("no", "false", "0")) {
        parse("--fsync=" + no);
        assertFalse(fsync.value());
      }
    }
  }

  @Nested
  class Errors {
    @Test
    void unknownOptionsAreNamedAsWritten() {
      assertEquals("Unknown option --bad", errorOf("--bad"));
      assertEquals("Unknown option --bad=1", errorOf("--bad=1"));
      assertEquals("Unknown option -ax", errorOf("-ax"));
    }

    @Test
    void longOptionsAreNeverAbbreviated() {
      assertEquals("Unknown option --al", errorOf("--al"));
    }

    @Test
    void aFlagTakesNoValue() {
      assertEquals("Unknown option --all=1", errorOf("--all=1"));
    }

    @Test
    void aMissingValueNamesTheOption() {
      assertEquals("Missing argument for --subject", errorOf("--subject"));
      assertEquals("Missing argument for -s", errorOf("-s"));
    }

    @Test
    void twoLettersCannotOwnTheSameWord() {
      assertEquals("Error parsing option -s", errorOf("-ss", "x"));
    }

    @Test
    void badNumbersAreQuoted() {
      assertEquals("Cannot parse integer value “x” for --depth", errorOf("--depth=x"));
      assertEquals("Cannot parse integer value “” for --depth", errorOf("--depth="));
      assertEquals(
          "Integer value “99999999999” for --depth out of range", errorOf("--depth=99999999999"));
      assertEquals(
          "Integer value “99999999999999999999” for --depth out of range",
          errorOf("--depth=99999999999999999999"));
    }

    @Test
    void badChoicesAreQuoted() {
      assertEquals("Invalid boolean argument '3'", errorOf("--fsync=3"));
    }
  }

  @Nested
  class Help {
    @Test
    void helpEndsTheParsing() throws Exception {
      assertTrue(parse("--help", "--bad").helpWanted());
      assertTrue(parse("-h").helpWanted());
      assertTrue(parse("-?").helpWanted());
      assertTrue(parse("-ah").helpWanted());
    }

    @Test
    void theTextIsAlignedByTheWidestOption() {
      options.addHidden(new FlagOption("a-very-long-name-that-is-hidden", "x"));
      assertEquals(
          """
          Usage:
            ostree x [OPTION…] PATH

          Does x

          Help Options:
            -h, --help             Show help options

          Application Options:
            -a, --all              Everything
            -q, --quiet            Nothing
            -s, --subject=TEXT     A text
            --tree=PATH            A tree
            --depth=N              A number
            --fsync=POLICY         A choice

          """,
          HelpText.of("ostree x [OPTION…] PATH", "Does x", options));
    }
  }
}
