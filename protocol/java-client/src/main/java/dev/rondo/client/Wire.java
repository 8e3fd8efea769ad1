package dev.rondo.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.rondo.protocol.MalformedFrameException;
import java.io.IOException;

/** What is common to all that reads protobuf field by field. */
final class Wire {
  private Wire() {}

  static int number(int tag) {
    return WireFormat.getTagFieldNumber(tag);
  }

  static int type(int tag) {
    return WireFormat.getTagWireType(tag);
  }

  /**
   * Steps over a field that this client does not know.
   *
   * @throws MalformedFrameException if it is a group, which never occurs
   */
  static void skip(CodedInputStream in, int tag) throws IOException {
    if (type(tag) == WireFormat.WIRETYPE_START_GROUP
        || type(tag) == WireFormat.WIRETYPE_END_GROUP) {
      throw new MalformedFrameException("field " + number(tag) + " is a group");
    }
    in.skipField(tag);
  }
}
