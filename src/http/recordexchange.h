#pragma once

// Internal to RecordApi.

#include "http/conditions.h"
#include "http/problem.h"
#include "http/recordapi.h"

namespace interleave {

/// What a body must be before it is looked into.
[[nodiscard]] std::optional<Refusal> problemWithMedium(const HttpRequest& request);

/// One request on its way to its answer.
class RecordApi::Exchange final
{
public:
    Exchange(RecordSource& source, const HttpRequest& request, const Caller& caller);

    Reply run();
    Reply
    refuse(const Refusal& refusal, const QList<JsonMember>& extensions = {}, const QList<Header>& more = {});

private:
    Reply runOn(const QByteArray& segment, bool history);
    Reply refuseMethod(const QByteArray& allowed);
    Reply refuse(StoreOutcome outcome, const QString& problem);
    Reply read();
    Reply readVersions();
    Reply write();
    Reply writeIf(const Fields& fields, const Conditions& conditions);
    Reply increment();
    Reply incrementIf(const Fields& amounts, const Conditions& conditions);
    Reply settle(const StoreResult& result, const Conditions& conditions);
    Reply demandProof(const StoreResult& standing);
    Reply saved(const StoreResult& result, const Conditions& conditions);
    Reply stale(const StoreResult& standing, const Conditions& conditions);
    Reply answer(int status, const QList<Header>& headers, const QByteArray& body);

    [[nodiscard]] QByteArray tagOf(const Record& record) const;
    [[nodiscard]] QList<Header> validators(const Record& record) const;

    RecordSource& m_source;
    const HttpRequest& m_request;
    const Caller& m_caller;
    Event m_event;
};

} // namespace interleave
