#include "http/room/roomnews.h"

#include "http/problem.h"

namespace interleave {

namespace {

constexpr qsizetype FirstComment = 2048;

QByteArray questionJson(const RoomQuestion& question)
{
    QByteArray choices;
    for (const QString& choice : question.choices)
        choices += (choices.isEmpty() ? "" : ", ") + jsonText(choice);
    QList<JsonMember> members{
        {QByteArrayLiteral("id"), QByteArray::number(question.id)},
        {QByteArrayLiteral("text"), jsonText(question.text)},
        {QByteArrayLiteral("choices"), '[' + choices + ']'}};
    if (question.right)
        members.append({QByteArrayLiteral("right"), QByteArray::number(*question.right)});
    return jsonObject(members);
}

} // namespace

QByteArray stateJson(const RoomScene& scene, qint64 ms)
{
    return jsonObject(
        {{QByteArrayLiteral("round"), QByteArray::number(scene.round)},
         {QByteArrayLiteral("phase"), jsonText(toName(scene.phase))},
         {QByteArrayLiteral("ms"), QByteArray::number(ms)},
         {QByteArrayLiteral("record"), jsonText(scene.record)},
         {QByteArrayLiteral("title"), jsonText(scene.title)},
         {QByteArrayLiteral("field"), jsonText(scene.field)},
         {QByteArrayLiteral("locking"), jsonText(toName(scene.locking))},
         {QByteArrayLiteral("question"), scene.question ? questionJson(*scene.question) : "null"}});
}

QByteArray youJson(const RoomMember& member, const std::optional<RoomQuestion>& question)
{
    QList<JsonMember> members{
        {QByteArrayLiteral("client"), jsonText(member.client)},
        {QByteArrayLiteral("name"), jsonText(member.name)}};
    if (question && member.vote) {
        members.append(
            {QByteArrayLiteral("vote"),
             jsonObject(
                 {{QByteArrayLiteral("question"), QByteArray::number(question->id)},
                  {QByteArrayLiteral("choice"), QByteArray::number(*member.vote)}})});
    }
    return jsonObject(members);
}

QByteArray newsText(QByteArrayView event, const QByteArray& json)
{
    return "event: " + event.toByteArray() + "\ndata: " + json + "\n\n";
}

QByteArray firstComment()
{
    return ':' + QByteArray(FirstComment, ' ') + "\n\n";
}

QByteArray heartbeatComment()
{
    return QByteArrayLiteral(":\n\n");
}

} // namespace interleave
