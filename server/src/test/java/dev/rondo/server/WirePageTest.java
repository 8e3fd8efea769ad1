package dev.rondo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.lobby.RefusalReason;
import dev.rondo.room.LeaveReason;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of docs/WIRE.md are those of the code. */
class WirePageTest {

  @Test
  void namesTheCloseCodes() {
    List<MarkdownTable.Row> table = MarkdownTable.under("### 6.1 Close codes", "WIRE.md");

    List<String> expected = Stream.of(LeaveReason.values())
        .filter(reason -> reason != LeaveReason.LOST) // is never sent
        .map(reason -> reason.code() + " " + reason.name().toLowerCase(Locale.ROOT) + " "
            + (reason.comeBack() ? "yes" : "no"))
        .toList();
    assertThat(table.stream()
            .map(row -> row.get("code") + " " + row.get("name") + " " + row.get("come back")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void namesTheHttpRefusals() {
    List<MarkdownTable.Row> table = MarkdownTable.under("### 6.2 HTTP refusals", "WIRE.md");

    List<String> expected = Stream.of(RefusalReason.values())
        .map(reason -> reason.status() + " " + reason.code())
        .toList();
    assertThat(table.stream().map(row -> row.get("status") + " " + row.get("code")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
