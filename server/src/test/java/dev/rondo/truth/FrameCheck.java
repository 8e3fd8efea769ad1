package dev.rondo.truth;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.rondo.protocol.v1.Moves;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.truth.Letter;
import dev.rondo.test.truth.World;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for what must not be in the bytes of a frame that a client is sent: what this client may not see. */
final class FrameCheck {
  private static final int FIRST_ID = 100;
  private static final int FIRST_MOVES = 100;
  private static final Pattern TEXT = Pattern.compile(Values.MARK + "([0-9a-z]+)" + Values.MARK);

  private final int frameBytes;
  private final Facts facts;
  private final Values values;
  private final List<String> problems = new ArrayList<>();

  FrameCheck(int frameBytes, Facts facts, Values values) {
    this.frameBytes = frameBytes;
    this.facts = facts;
    this.values = values;
  }

  /** What was wrong with the frames until now. */
  List<String> problems() {
    return problems;
  }

  void check(String client, byte[] bytes) {
    try {
      ServerFrame frame = ServerFrame.parseFrom(bytes);
      Onlooker onlooker = facts.onlookers.get(client);
      if (onlooker != null && !frame.getControl().hasGoodbye()) {
        new Inspection(onlooker, frame, bytes).run();
      }
    } catch (InvalidProtocolBufferException e) {
      problems.add(client + " is sent what is no frame: " + e.getMessage());
    }
  }

  private final class Inspection {
    private final Onlooker onlooker;
    private final Onlooker.Sighting sighting;
    private final ServerFrame frame;
    private final byte[] bytes;
    private final World world;
    private final Set<Integer> named = new HashSet<>();

    Inspection(Onlooker onlooker, ServerFrame frame, byte[] bytes)
        throws InvalidProtocolBufferException {
      this.onlooker = onlooker;
      this.sighting = onlooker.now();
      this.frame = frame;
      this.bytes = bytes;
      this.world = World.parseFrom(bytes);
    }

    void run() throws InvalidProtocolBufferException {
      checkTexts();
      checkNumbers();
      if (frame.getControl().getWelcome().getResumed()) {
        onlooker.told.clear();
      }
      for (FieldDescriptor set : World.getDescriptor().getFields()) {
        if (set.isRepeated()) {
          checkElements(set);
        } else if (world.hasField(set)) {
          tell(set.getNumber());
        }
      }
      for (Map.Entry<Integer, UnknownFieldSet.Field> unknown :
          world.getUnknownFields().asMap().entrySet()) {
        if (unknown.getKey() >= FIRST_MOVES) {
          checkMoves(unknown.getKey() - FIRST_MOVES, unknown.getValue());
        }
      }
      checkNames();
      checkSize();
      checkHeld();
    }

    private void report(String what) {
      problems.add("a frame of " + onlooker.viewer.name + " " + what);
    }

    private void checkTexts() {
      Matcher texts = TEXT.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
      while (texts.find()) {
        Values.Origin origin = values.ofText(texts.group(1));
        if (origin != null) {
          checkOrigin(origin, texts.group());
        }
      }
    }

    private void checkNumbers() {
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i + Long.BYTES <= bytes.length; i++) {
        Values.Origin origin = values.ofNumber(buffer.getLong(i));
        if (origin != null) {
          checkOrigin(origin, String.valueOf(buffer.getLong(i)));
        }
      }
    }

    private void checkOrigin(Values.Origin origin, String value) {
      Being being = origin.being();
      FieldDescriptor field = origin.field();
      if (!sighting.may().containsKey(being.name)) {
        report("holds " + value + " of " + being + ", which it may not see");
      } else if (Protos.isHidden(field) && being.owner() != onlooker.viewer) {
        report("holds " + value + " of " + field.getName() + " of " + being + ", another's");
      } else if (!String.valueOf(being.held(field)).contains(value)) {
        report("holds " + value + " of " + being + ", which is not so anymore");
      }
    }

    private void checkElements(FieldDescriptor set) {
      for (Object element : (List<?>) world.getField(set)) {
        Message message = (Message) element;
        int id = CopyCheck.name(message);
        checkSeen(id, "an element of " + set.getName());
        boolean own = sighting.always().contains(id);
        for (FieldDescriptor field : message.getAllFields().keySet()) {
          if (Protos.isHidden(field) && !own) {
            report("has " + field.getName() + " of " + id + ", another's");
          }
        }
        if (message.getAllFields().size() == 1
            && !own
            && onlooker.told.containsKey(id)
            && !frame.getResetList().contains(id)) {
          report("has an empty element of " + id + ", from which one can tell that it changed");
        }
        if (message instanceof Letter && !own) {
          report("has the letter " + id + " of another");
        }
        tell(id);
      }
    }

    private void checkMoves(int set, UnknownFieldSet.Field moves)
        throws InvalidProtocolBufferException {
      FieldDescriptor field = World.getDescriptor().findFieldByNumber(set);
      for (var bytes : moves.getLengthDelimitedList()) {
        Rows rows = Rows.of(Moves.parseFrom(bytes));
        for (int number : rows.fields()) {
          FieldDescriptor moved = field.getMessageType().findFieldByNumber(number);
          if (!Protos.isCount(moved) || Protos.isHidden(moved)) {
            report("moves " + moved.getFullName());
          }
        }
        for (int id : rows.ids()) {
          checkSeen(id, "a row of " + field.getName());
          if (!onlooker.told.containsKey(id)) {
            report("has a row of " + id + ", which it never was told of");
          }
        }
      }
    }

    private void checkSeen(int id, String where) {
      if (!sighting.may().containsKey(id)) {
        report("has " + id + " in " + where + ", which it may not see");
      }
    }

    private void checkNames() {
      for (List<Integer> names :
          List.of(frame.getResetList(), frame.getRemovedList(), frame.getAbsoluteList())) {
        for (int name : names) {
          if (name >= FIRST_ID && !onlooker.told.containsKey(name)) {
            report("names " + name + ", which it never was told of");
          }
        }
      }
      for (int name : frame.getRemovedList()) {
        if (onlooker.told.remove(name) == null) {
          report("removes " + name + ", which is removed already");
        }
        if (sighting.must().contains(name)) {
          report("removes " + name + ", which it should see");
        }
      }
    }

    /** A client that finds its copy to be wrong is reset, which must not hide that it was wrong. */
    private void tell(int name) {
      Being being = facts.find(name);
      if (being != null && named.add(name)) {
        Integer before = onlooker.told.put(name, being.resets());
        if (before != null && before == being.resets() && frame.getResetList().contains(name)) {
          report("resets " + being + " for no reason");
        }
      }
    }

    /** What is the client's own always goes, and one of the others. */
    private void checkSize() throws InvalidProtocolBufferException {
      int size = 0;
      int count = 0;
      for (FieldDescriptor set : World.getDescriptor().getFields()) {
        if (!set.isRepeated()) {
          continue;
        }
        for (Object element : (List<?>) world.getField(set)) {
          if (!sighting.always().contains(CopyCheck.name((Message) element))) {
            size += ((Message) element).getSerializedSize() + 2;
            count++;
          }
        }
        for (var moves : world
            .getUnknownFields()
            .getField(FIRST_MOVES + set.getNumber())
            .getLengthDelimitedList()) {
          size += moves.size() + 3;
          count += Rows.of(Moves.parseFrom(moves)).ids().size();
        }
      }
      if (size > frameBytes && count > 1) {
        report("has " + size + " bytes of " + count + " entities, more than " + frameBytes);
      }
    }

    private void checkHeld() throws InvalidProtocolBufferException {
      if (frame.getControl().hasHeld()) {
        World held = World.parseFrom(frame.getControl().getHeld());
        String wrong = CopyCheck.exact(held, onlooker);
        if (wrong != null) {
          report("says that a client " + wrong);
        }
      }
    }
  }
}
