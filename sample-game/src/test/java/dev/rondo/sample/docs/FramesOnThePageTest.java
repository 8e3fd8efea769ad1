package dev.rondo.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import dev.rondo.sample.dots.DotsRoom;
import dev.rondo.sample.dots.contract.Board;
import dev.rondo.sample.dots.contract.Join;
import dev.rondo.sample.dots.contract.Move;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The frames that docs/state-sync.md takes apart, byte by byte, are frames of a real room. */
class FramesOnThePageTest {
  private static final Path PAGE = Path.of("../docs/state-sync.md");
  private static final Pattern TABLE =
      Pattern.compile("^\\| bytes \\|.*\\n\\|---.*\\n((?:\\|.*\\n)+)", Pattern.MULTILINE);
  private static final Pattern BYTES = Pattern.compile("^\\| `([0-9a-f ]+)`", Pattern.MULTILINE);

  @Test
  void areWhatARoomSends() throws IOException {
    List<String> sent = new ArrayList<>();

    try (var tester = RoomTester.of(DotsRoom::new)
        .options(room -> room.tickRate(20))
        .joining(name -> Join.newBuilder().setName(name).build())
        .recording((name, frame) -> {
          if (name.equals("Ada")) {
            sent.add(HexFormat.of().formatHex(frame));
          }
        })
        .start()) {
      TestClient<Board, Empty> ada = tester.join("Ada");
      TestClient<Board, Empty> bob = tester.join("Bob");
      tester.ticks(1);
      ada.input(Move.newBuilder().setDx(1).build());
      bob.input(Move.newBuilder().setDx(-0.5f).setDy(0.25f).build());
      tester.ticks(2);
      tester.join("Cyd");
      tester.ticks(1);
    }

    assertThat(shown()).containsExactly(sent.get(2), sent.get(3));
  }

  private static List<String> shown() throws IOException {
    return TABLE
        .matcher(Files.readString(PAGE))
        .results()
        .map(table -> BYTES
            .matcher(table.group(1))
            .results()
            .map(bytes -> bytes.group(1).replace(" ", ""))
            .reduce("", String::concat))
        .toList();
  }
}
