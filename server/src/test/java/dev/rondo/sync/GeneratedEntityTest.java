package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.rondo.test.Generated;
import dev.rondo.test.RandomMessages;
import dev.rondo.test.duel.FighterEntity;
import dev.rondo.test.kinds.Choices;
import dev.rondo.test.kinds.Choices.ChoiceCase;
import dev.rondo.test.kinds.ChoicesEntity;
import dev.rondo.test.kinds.Color;
import dev.rondo.test.kinds.CountsEntity;
import dev.rondo.test.kinds.Defaults;
import dev.rondo.test.kinds.DefaultsEntity;
import dev.rondo.test.kinds.Lists;
import dev.rondo.test.kinds.ListsEntity;
import dev.rondo.test.kinds.Maps;
import dev.rondo.test.kinds.MapsEntity;
import dev.rondo.test.kinds.Point;
import dev.rondo.test.kinds.Scalars;
import dev.rondo.test.kinds.ScalarsEntity;
import dev.rondo.test.kinds.StoreSync;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated for an entity, against protobuf-java's own messages. */
class GeneratedEntityTest {
  private static final int ROUNDS = 200;
  private static final long ALL = (1L << 62) - 1;

  private record Kind(Message type, Supplier<Entity> newEntity) {
    @Override
    public String toString() {
      return type.getDescriptorForType().getName();
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind(Scalars.getDefaultInstance(), ScalarsEntity::new),
        new Kind(Defaults.getDefaultInstance(), DefaultsEntity::new),
        new Kind(Lists.getDefaultInstance(), ListsEntity::new),
        new Kind(Maps.getDefaultInstance(), MapsEntity::new),
        new Kind(Choices.getDefaultInstance(), ChoicesEntity::new));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writesWhatWasSetWhole(Kind kind) throws InvalidProtocolBufferException {
    var messages = new RandomMessages(new Random(1), false);
    for (int i = 0; i < ROUNDS; i++) {
      Message message = withoutId(messages.next(kind.type()));
      Entity entity = kind.newEntity().get();
      Generated.setAll(entity, message);

      Message written = whole(kind.type(), entity);

      assertThat(RandomMessages.same(written, message))
          .as("%s, of %s", written, message)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writesTheFieldsThatItIsAskedForAndNoOthers(Kind kind) throws InvalidProtocolBufferException {
    Random random = new Random(2);
    var messages = new RandomMessages(random, false);
    for (int i = 0; i < ROUNDS; i++) {
      Entity entity = kind.newEntity().get();
      Generated.setAll(entity, messages.next(kind.type()));
      long some = random.nextLong();

      Message all = written(kind.type(), entity, ALL, true);
      Message these = written(kind.type(), entity, some, true);
      Message others = written(kind.type(), entity, ~some, true);

      assertThat(RandomMessages.same(these.toBuilder().mergeFrom(others).build(), all))
          .isTrue();
      assertThat(Collections.disjoint(
              these.getAllFields().keySet(), others.getAllFields().keySet()))
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void showsWhatWasSet(Kind kind) {
    var messages = new RandomMessages(new Random(3), false);
    for (int i = 0; i < ROUNDS; i++) {
      Message message = withoutId(messages.next(kind.type()));
      Entity entity = kind.newEntity().get();

      Generated.setAll(entity, message);

      for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
        if (field.getNumber() != StateShape.ID_FIELD) {
          assertThat(Generated.get(entity, field))
              .as(field.getName())
              .isEqualTo(Generated.javaValue(message, field));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasNothingToSayWhenNew(Kind kind) {
    assertThat(kind.newEntity().get().present()).isZero();
  }

  @Test
  void writesDefaultsThatAreNotZero() throws InvalidProtocolBufferException {
    DefaultsEntity entity = new DefaultsEntity();
    entity.int32(0).bool(false).string("").double_(0).floatNan(0).minusZero(0);

    Message written = whole(Defaults.getDefaultInstance(), entity);

    assertThat(written)
        .isEqualTo(Defaults.newBuilder()
            .setInt32(0)
            .setBool(false)
            .setString("")
            .setDouble(0)
            .setFloatNan(0)
            .setMinusZero(0)
            .build());
  }

  @Test
  void marksNothingWhereNothingChanges() {
    EntitySet<ScalarsEntity> set = store().scalars();
    ScalarsEntity entity = set.spawn(new ScalarsEntity());
    entity.string("a").bytes(ByteString.copyFromUtf8("b")).color(Color.RED).float_(Float.NaN);
    entity.point(Point.newBuilder().setX(1).build());
    set.marked = false;

    entity.string("a").bytes(ByteString.copyFromUtf8("b")).color(Color.RED).float_(Float.NaN);
    entity.point(Point.newBuilder().setX(1).build()).clearLabel();

    assertThat(set.marked).isFalse();
  }

  @Test
  void marksWhatProtobufToldApart() {
    EntitySet<ScalarsEntity> set = store().scalars();
    ScalarsEntity entity = set.spawn(new ScalarsEntity());
    set.marked = false;

    entity.double_(-0.0);

    assertThat(set.marked).isTrue();
  }

  @Test
  void resetsWhereAValueIsUnset() {
    EntitySet<ScalarsEntity> set = store().scalars();
    ScalarsEntity entity = set.spawn(new ScalarsEntity());
    entity.point(Point.getDefaultInstance());
    settle(entity, 1);

    entity.clearPoint();
    settle(entity, 2);

    assertThat(entity.hasPoint()).isFalse();
    assertThat(resetAt(entity)).isEqualTo(2);
  }

  @Test
  void holdsOneCaseOfAOneof() {
    ChoicesEntity entity = new ChoicesEntity();

    entity.number(5).text("a").longNumber(7);

    assertThat(entity.choiceCase()).isEqualTo(ChoiceCase.LONG_NUMBER);
    assertThat(entity.longNumber()).isEqualTo(7);
    assertThat(entity.number()).isZero();
    assertThat(entity.text()).isEmpty();
  }

  @Test
  void tellsACaseAtItsDefaultFromNone() throws InvalidProtocolBufferException {
    ChoicesEntity entity = new ChoicesEntity();

    entity.flag(false);

    assertThat(whole(Choices.getDefaultInstance(), entity))
        .isEqualTo(Choices.newBuilder().setFlag(false).build());
  }

  @Test
  void resetsWhereAOneofIsNothingAnymore() {
    EntitySet<ChoicesEntity> set = store().choices();
    ChoicesEntity entity = set.spawn(new ChoicesEntity());
    entity.number(5).left(1);
    settle(entity, 1);

    entity.left(2);
    settle(entity, 2);
    entity.clearChoice();
    settle(entity, 3);

    assertThat(entity.choiceCase()).isEqualTo(ChoiceCase.CHOICE_NOT_SET);
    assertThat(resetAt(entity)).isEqualTo(3);
  }

  @Test
  void refusesAValueThatNoEnumHas() {
    ScalarsEntity entity = new ScalarsEntity();

    assertThatThrownBy(() -> entity.color(Color.UNRECOGNIZED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("color: UNRECOGNIZED (expected: a value that the contract has)");
    assertThatThrownBy(() -> new ChoicesEntity().color(Color.UNRECOGNIZED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ListsEntity().colors().add(Color.UNRECOGNIZED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MapsEntity().colors().put("a", Color.UNRECOGNIZED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhereAnEntityIsThatHasNumbersForIt() {
    Entity fighter = new FighterEntity().x(3).y(-4);
    Entity nowhere = new CountsEntity().x("3").y(-4);

    assertThat(fighter.placeX()).isEqualTo(3);
    assertThat(fighter.placeY()).isEqualTo(-4);
    assertThat(nowhere.placeX()).isNaN();
  }

  private static void settle(Entity entity, int tick) {
    entity.settle(tick, entity.part().fields());
  }

  private static int resetAt(Entity entity) {
    return entity.resetAt;
  }

  private static Message whole(Message type, Entity entity) throws InvalidProtocolBufferException {
    return written(type, entity, entity.present(), true);
  }

  /** What an entity writes, as protobuf reads it. */
  private static Message written(Message type, Entity entity, long fields, boolean whole)
      throws InvalidProtocolBufferException {
    StateWriter out = new StateWriter();
    entity.writeFields(out, fields, whole);
    return type.getParserForType().parseFrom(out.array(), 0, out.size());
  }

  private static Message withoutId(Message message) {
    return message.toBuilder()
        .clearField(message.getDescriptorForType().findFieldByNumber(StateShape.ID_FIELD))
        .build();
  }

  private static StoreSync<
          ScalarsEntity,
          DefaultsEntity,
          ListsEntity,
          MapsEntity,
          ChoicesEntity,
          CountsEntity,
          ScalarsEntity>
      store() {
    var ids = new AtomicInteger(StateShape.FIRST_ID);
    var store = new StoreSync<
        ScalarsEntity,
        DefaultsEntity,
        ListsEntity,
        MapsEntity,
        ChoicesEntity,
        CountsEntity,
        ScalarsEntity>();
    store.begin(ids::getAndIncrement);
    return store;
  }
}
