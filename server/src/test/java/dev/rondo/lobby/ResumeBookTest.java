package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Stay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The secrets of the players who can come back. */
class ResumeBookTest {
  private final Doorway doorway = new Doorway(limits -> limits, () -> new PlainRoom(() -> {}));
  private final ResumeBook book = new ResumeBook();
  private final OpenRoom room = openRoom();
  private int timesEnded;

  @AfterEach
  void closeTheDoorway() {
    doorway.close();
  }

  @Test
  void findsAPlayerByEachTokenThatIsGood() {
    Stay ada = begin(100);
    Stay bob = begin(101);

    String one = ada.newToken();
    String two = ada.newToken();
    String other = bob.newToken();

    assertThat(List.of(one, two, other)).doesNotHaveDuplicates();
    assertThat(book.find(one)).isEqualTo(new ResumeBook.Stayer(room, 100));
    assertThat(book.find(two)).isEqualTo(new ResumeBook.Stayer(room, 100));
    assertThat(book.find(other)).isEqualTo(new ResumeBook.Stayer(room, 101));
    assertThat(book.find("")).isNull();
  }

  @Test
  void forgetsTheTokensBeforeTheNewest() {
    Stay ada = begin(100);
    Stay bob = begin(101);
    String one = ada.newToken();
    String two = ada.newToken();
    String other = bob.newToken();

    ada.keepNewestToken();
    ada.keepNewestToken();

    assertThat(book.find(one)).isNull();
    assertThat(book.find(two)).isNotNull();
    assertThat(book.find(other)).isNotNull();
    assertThat(book.size()).isEqualTo(2);
  }

  @Test
  void keepsTheOneThatTheClientIsKnownToHaveAndTheNewest() {
    Stay ada = begin(100);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tokens.add(ada.newToken());
    }

    assertThat(book.size()).isEqualTo(8);
    assertThat(tokens.stream().filter(token -> book.find(token) != null))
        .containsExactly(
            tokens.get(0),
            tokens.get(5),
            tokens.get(6),
            tokens.get(7),
            tokens.get(8),
            tokens.get(9),
            tokens.get(10),
            tokens.get(11));
  }

  @Test
  void forgetsAllOfAPlayerWhoseStayHasEnded() {
    Stay ada = begin(100);
    Stay bob = begin(101);
    ada.newToken();
    ada.newToken();
    String other = bob.newToken();

    ada.ended();

    assertThat(book.size()).isEqualTo(1);
    assertThat(book.find(other)).isNotNull();
    assertThat(timesEnded).isEqualTo(1);
  }

  @Test
  void endsAStayThatNeverHadAToken() {
    Stay ada = begin(100);

    ada.keepNewestToken();
    ada.ended();

    assertThat(timesEnded).isEqualTo(1);
    assertThat(book.size()).isZero();
  }

  private OpenRoom openRoom() {
    doorway.join();
    return new OpenRoom(1, Doorway.type(), doorway.lobby().allRooms().get(0));
  }

  private Stay begin(int playerId) {
    return book.begin(room, playerId, () -> timesEnded++);
  }
}
