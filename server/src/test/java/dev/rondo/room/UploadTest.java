package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Part;
import dev.rondo.room.Match.Client;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attachments that come from a client, part by part. */
class UploadTest {
  private static final int ATTACHMENT_BYTES = 512_000;

  private Match match = new Match(options -> options.attachmentBytes(ATTACHMENT_BYTES), l -> l);
  private Client ada = joined();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void saysInTheWelcomeHowLongOneMayBe() {
    assertThat(ada.connection().welcome().getAttachmentBytes()).isEqualTo(ATTACHMENT_BYTES);
  }

  @Test
  void takesAnAttachmentOfOnePart() {
    ada.part(first(1, "look", bytes(10)));

    match.tick();

    assertThat(match.room().calls()).containsExactly("onAttachment Ada look");
    assertThat(match.room().attachments()).containsExactly(bytes(10));
    assertAcked(1, 10);
  }

  @Test
  void takesEffectOnceTheLastPartIsThere() {
    ada.part(first(1, "look", 10, bytes(10).substring(0, 4)));
    match.tick();
    assertThat(match.room().calls()).isEmpty();
    assertAcked(1, 4);
    ada.part(next(1, 4, bytes(10).substring(4, 9)));
    match.tick();
    assertThat(match.room().calls()).isEmpty();
    assertAcked(1, 9);

    ada.part(next(1, 9, bytes(10).substring(9)));
    match.tick();

    assertThat(match.room().calls()).containsExactly("onAttachment Ada look");
    assertThat(match.room().attachments()).containsExactly(bytes(10));
    assertAcked(1, 10);
  }

  @Test
  void takesOneThatIsEmpty() {
    ada.part(first(1, "nothing", ByteString.EMPTY));

    match.tick();

    assertThat(match.room().calls()).containsExactly("onAttachment Ada nothing");
    assertThat(match.room().attachments()).containsExactly(ByteString.EMPTY);
    assertAcked(1, 0);
  }

  @Test
  void takesPartsWithoutBytes() {
    ada.part(first(1, "slow", 2, ByteString.EMPTY));
    ada.part(next(1, 0, ByteString.EMPTY));
    ada.part(next(1, 0, bytes(2)));
    match.tick();

    assertThat(match.room().attachments()).containsExactly(bytes(2));
  }

  @Test
  void takesTheLongestOneThereMayBe() {
    ByteString picture = bytes(ATTACHMENT_BYTES);
    int part = 4_000;

    ada.part(first(1, "picture", ATTACHMENT_BYTES, picture.substring(0, part)));
    for (int offset = part; offset < ATTACHMENT_BYTES; offset += part) {
      ada.part(next(1, offset, picture.substring(offset, offset + part)));
      match.tick();
    }

    assertThat(match.room().attachments()).containsExactly(picture);
    assertAcked(1, ATTACHMENT_BYTES);
  }

  @Test
  void takesSeveralInTheirOrderBesideCommands() {
    ada.shout("before");
    ada.part(first(1, "one", bytes(1)));
    ada.part(first(2, "two", 2, bytes(1)));
    ada.shout("between");
    ada.part(next(2, 1, bytes(1)));
    ada.part(first(3, "three", ByteString.EMPTY));

    match.tick();

    assertThat(match.room().calls())
        .containsExactly(
            "onCommand Ada before",
            "onAttachment Ada one",
            "onCommand Ada between",
            "onAttachment Ada two",
            "onAttachment Ada three");
    assertAcked(3, 0);
  }

  @Test
  void acknowledgesOnlyWhatChanged() {
    ada.part(first(1, "look", 4, bytes(2)));
    match.tick();
    match.tick();

    assertThat(ada.connection().lastFrame().getControl().hasAckedPart()).isFalse();
  }

  @Test
  void ignoresPartsThatCameBefore() {
    ada.part(first(1, "one", bytes(3)));
    ada.part(first(2, "two", 4, bytes(2)));

    ada.part(first(1, "one", bytes(3)));
    ada.part(next(1, 2, bytes(9)));
    ada.part(first(2, "two", 4, bytes(2)));
    ada.part(next(2, 1, bytes(3)));
    ada.part(next(0, 0, bytes(1)));
    ada.part(next(2, 2, bytes(4).substring(2)));
    match.tick();

    assertThat(match.room().attachments()).containsExactly(bytes(3), bytes(4));
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void goesOnOverALostConnection() {
    ada.part(first(1, "look", 6, bytes(6).substring(0, 2)));
    match.tick();
    ada.part(next(1, 2, bytes(6).substring(2, 4)));
    ada.drop();
    match.tick();

    match.resume(ada, 2);
    match.tick();
    assertAcked(1, 4);
    ada.part(next(1, 2, bytes(6).substring(2, 4)));
    ada.part(next(1, 4, bytes(6).substring(4)));
    match.tick();

    assertThat(match.room().attachments()).containsExactly(bytes(6));
  }

  @Test
  void saysInTheResumedWelcomeThatOneIsComplete() {
    ada.part(first(1, "look", bytes(6)));
    match.tick();

    match.resume(ada, 1);
    match.tick();

    assertAcked(1, 6);
    assertThat(match.room().attachments()).hasSize(1);
  }

  @Test
  void deliversOneWhoseLastPartCameBeforeTheDrop() {
    ada.part(first(1, "look", bytes(6)));
    ada.drop();

    match.tick();

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onAttachment Ada look");
  }

  @Test
  void refusesOneThatIsTooLong() {
    ada.part(first(1, "huge", ATTACHMENT_BYTES + 1, bytes(1)));

    assertRefused("An attachment of 512001 bytes came (expected: at most 512000, attachmentBytes)");
  }

  @Test
  void refusesOneThatSaysToBeLongerThanAnyNumber() {
    ada.part(first(1, "huge", -1, bytes(1)));

    assertRefused(
        "An attachment of 4294967295 bytes came (expected: at most 512000, attachmentBytes)");
  }

  @Test
  void refusesBytesBehindItsEnd() {
    ada.part(first(1, "look", 3, bytes(2)));

    ada.part(next(1, 2, bytes(2)));

    assertRefused("Attachment 1 is longer than the 3 bytes that it said");
  }

  @Test
  void refusesAGapWithinOne() {
    ada.part(first(1, "look", 9, bytes(2)));

    ada.part(next(1, 3, bytes(2)));

    assertRefused("A part of attachment 1 at 3 came (expected: attachment 1 at 2)");
  }

  @Test
  void refusesTheNextOneBeforeTheEndOfTheLast() {
    ada.part(first(1, "look", 9, bytes(2)));

    ada.part(first(2, "and", bytes(2)));

    assertRefused("A part of attachment 2 at 0 came (expected: attachment 1 at 2)");
  }

  @Test
  void refusesAGapBetweenTwo() {
    ada.part(first(1, "look", bytes(2)));

    ada.part(first(3, "and", bytes(2)));

    assertRefused("A part of attachment 3 at 0 came (expected: the beginning of attachment 2)");
  }

  @Test
  void refusesOneThatDoesNotBeginAtItsBeginning() {
    ada.part(next(1, 5, bytes(2)));

    assertRefused("A part of attachment 1 at 5 came (expected: the beginning of attachment 1)");
  }

  @Test
  void refusesOneThatBelongsToNothing() {
    ada.part(Part.newBuilder().setAttachment(1).setSize(1).setData(bytes(1)));

    assertRefused("A command came with nothing set");
  }

  @Test
  void refusesOneWhoseCommandIsNotTheContracts() {
    ada.part(Part.newBuilder().setAttachment(1).setPayload(ByteString.copyFromUtf8("no Command")));

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.UNREADABLE);
  }

  @Test
  void refusesAllWhereTheRoomTakesNone() {
    use(new Match());

    ada.part(first(1, "empty even", ByteString.EMPTY));

    assertRefused("An attachment came, and this room takes none (attachmentBytes)");
  }

  @Test
  void refusesMoreOfThemWithinATickThanCommands() {
    use(new Match(options -> options.attachmentBytes(10), limits -> limits.commandQueue(2)));

    for (int i = 1; i <= 3; i++) {
      ada.part(first(i, "look", bytes(1)));
    }

    assertRefused("More than 2 commands came within a tick; send fewer, or raise commandQueue");
  }

  @Test
  void hearsWhatTheRoomThinksOfItsCommandFirst() {
    match.room().judge("validateCommand Ada old", Verdict.ignore("too late"));
    match.room().judge("validateCommand Ada evil", Verdict.refuse("no honest picture"));

    ada.part(first(1, "old", bytes(1)));
    ada.part(first(2, "evil", bytes(1)));
    match.tick();

    assertThat(match.room().attachments()).isEmpty();
    assertRefused("no honest picture");
  }

  private void use(Match other) {
    match.close();
    match = other;
    ada = joined();
  }

  /** Joined at tick 1, and nothing of that is noted. */
  private Client joined() {
    match.start();
    Client client = match.join("Ada");
    match.tick();
    match.room().allCalls().clear();
    return client;
  }

  private void assertAcked(int attachment, int bytes) {
    assertThat(ada.connection().lastFrame().getControl().getAckedPart())
        .isEqualTo(
            AckedPart.newBuilder().setAttachment(attachment).setBytes(bytes).build());
  }

  private void assertRefused(String text) {
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(ada.connection().closeText()).isEqualTo(text);
    assertThat(match.room().attachments()).hasSizeLessThan(2);
  }

  private static Part.Builder first(int attachment, String text, ByteString whole) {
    return first(attachment, text, whole.size(), whole);
  }

  private static Part.Builder first(int attachment, String text, int size, ByteString data) {
    return Part.newBuilder()
        .setAttachment(attachment)
        .setSize(size)
        .setPayload(Match.shouting(text).toByteString())
        .setData(data);
  }

  private static Part.Builder next(int attachment, int offset, ByteString data) {
    return Part.newBuilder().setAttachment(attachment).setOffset(offset).setData(data);
  }

  /** The same bytes for each length, up to there. */
  private static ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(7);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return ByteString.copyFrom(bytes);
  }
}
