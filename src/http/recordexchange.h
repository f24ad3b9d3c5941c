#pragma once

// Internal to RecordApi.

#include "http/conditions.h"
#include "http/problem.h"
#include "http/recordapi.h"

namespace interleave {

/// Checks the body's media type and coding before it is read.
[[nodiscard]] std::optional<Refusal> problemWithMedium(const HttpRequest& request);

/// Handles one request and makes its answer.
class RecordApi::Exchange final
{
public:
    Exchange(RecordSource& source, const HttpRequest& request, const Caller& caller);

    Reply run();
    Reply
    refuse(const Refusal& refusal, const QList<JsonMember>& extensions = {}, const QList<Header>& more = {});
    /// For a request that waited.
    Reply grantAfter(const LeaseWait& wait);
    Reply giveUpAfter(const LeaseWait& wait);

private:
    enum class Part { Record, Versions, Lease };
    /// Continues a request that waited.
    void resume(const LeaseWait& wait);
    Reply runOn(const QByteArray& segment, Part part);
    /// The methods for the `Allow` field.
    [[nodiscard]] static QByteArray methodsOf(Part part);
    Reply refuseMethod(Part part);
    Reply refuseUnknownMethod();
    Reply options(const QByteArray& methods);
    Reply refuse(StoreOutcome outcome, const QString& problem);
    Reply read();
    Reply readVersions();
    Reply write();
    Reply writeIf(const Fields& fields, const Conditions& conditions);
    Reply increment();
    Reply incrementIf(const Fields& amounts, const Conditions& conditions);
    // Leases: leaseexchange.cpp and leasewrite.cpp.
    Reply lease();
    Reply acquire();
    Reply acquireFor(const LeaseWait& wait);
    Reply renew(qint64 ttl);
    Reply release();
    Reply granted(const LeaseResult& result, qint64 ttl, bool isNew);
    /// What is said where a lease stands in the way: \a byHolder with %1 and %2 for the holder and the end of
    /// its lease, \a byAnother where they are not known.
    struct LockedText final
    {
        QString byHolder;
        QString byAnother;
    };
    Reply locked(const LeaseResult& standing, const LockedText& text);
    Reply deadlocked(const QList<WaitsFor>& cycle);
    Reply alreadyHeld(const LeaseResult& standing);
    /// 404, 503 or 500.
    Reply refuse(const LeaseResult& result);
    /// What is said of a token: that its lease is of %1, is over, or never was.
    struct TokenText final
    {
        QString ofAnother;
        QString isOver;
        QString neverWas;
    };
    /// 423 or 412, for a token that is not that of the caller's present lease.
    Reply refuseToken(const LeaseResult& standing, const TokenText& text);
    Reply writeUnderLease(const Fields& fields, const Conditions& conditions);
    Reply incrementUnderLease(const Fields& amounts, const Conditions& conditions);
    Reply demandLease(const StoreResult& standing);
    Reply fenced(const StoreResult& standing, const LeaseResult& lease);
    Reply lockedOut(const StoreResult& standing, const LeaseResult& lease);
    /// Empty when the preconditions besides the lease hold.
    std::optional<Reply> compare(const Conditions& conditions);
    /// Reads `Lock-Token`; false when it is malformed, and then nothing else may be done.
    [[nodiscard]] bool readLockToken();
    Reply refuseLockToken();
    void remember(const StoreResult& standing);
    Reply settle(const StoreResult& result, const Conditions& conditions);
    Reply demandProof(const StoreResult& standing, const Conditions& conditions);
    Reply saved(const StoreResult& result, const Conditions& conditions);
    Reply stale(const StoreResult& standing, const Conditions& conditions);
    Reply answer(int status, const QList<Header>& headers, const QByteArray& body);
    /// Adds the fields that every answer has.
    void finish(HttpResponse& response) const;

    [[nodiscard]] QByteArray tagOf(const Record& record) const;
    [[nodiscard]] QList<Header> validators(const Record& record) const;

    RecordSource& m_source;
    const HttpRequest& m_request;
    const Caller& m_caller;
    Event m_event;
    /// As sent; empty when there is none.
    QByteArray m_lockToken;
};

} // namespace interleave
