// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/sealing.h"

#include <QCoreApplication>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace pelorus::vault {
namespace {

constexpr qsizetype kKeySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr qsizetype kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char *bytesOf(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

unsigned char *bytesOf(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

Result<void> ready(const Secret *key)
{
    // Thread-safe, and cheap from the second call on.
    if (sodium_init() < 0) {
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Core", "The encryption library cannot be used."),
                    u"sodium_init"_s);
    }
    if (key && !isKey(*key)) {
        return fail(
            ErrorKind::Keychain,
            QCoreApplication::translate("Core",
                                        "The machine key in the keychain is damaged. Restore "
                                        "the keychain, or enter the secrets again."));
    }
    return {};
}

} // namespace

Result<Secret> makeKey()
{
    if (auto ok = ready(nullptr); !ok)
        return fail(ok.error());
    QByteArray key(kKeySize, Qt::Uninitialized);
    randombytes_buf(key.data(), size_t(key.size()));
    return Secret(std::move(key));
}

bool isKey(const Secret &key)
{
    return key.reveal([](const QByteArray &bytes) { return bytes.size() == kKeySize; });
}

Result<QByteArray> seal(const Secret &plain, const Secret &key, const QByteArray &bound)
{
    if (auto ok = ready(&key); !ok)
        return fail(ok.error());
    QByteArray nonce(kNonceSize, Qt::Uninitialized);
    randombytes_buf(nonce.data(), size_t(nonce.size()));
    QByteArray sealed;
    plain.reveal([&](const QByteArray &text) {
        key.reveal([&](const QByteArray &keyBytes) {
            sealed.resize(text.size() + kTagSize);
            crypto_aead_xchacha20poly1305_ietf_encrypt(
                bytesOf(sealed),
                nullptr,
                bytesOf(text),
                static_cast<unsigned long long>(text.size()),
                bytesOf(bound),
                static_cast<unsigned long long>(bound.size()),
                nullptr,
                bytesOf(nonce),
                bytesOf(keyBytes));
        });
    });
    return nonce + sealed;
}

Result<Secret> open(const QByteArray &sealed, const Secret &key, const QByteArray &bound)
{
    if (auto ok = ready(&key); !ok)
        return fail(ok.error());
    QByteArray plain(std::max<qsizetype>(0, sealed.size() - kNonceSize - kTagSize),
                     Qt::Uninitialized);
    const bool opened
        = sealed.size() >= kNonceSize + kTagSize && key.reveal([&](const QByteArray &keyBytes) {
              return crypto_aead_xchacha20poly1305_ietf_decrypt(
                         bytesOf(plain),
                         nullptr,
                         nullptr,
                         bytesOf(sealed) + kNonceSize,
                         static_cast<unsigned long long>(sealed.size() - kNonceSize),
                         bytesOf(bound),
                         static_cast<unsigned long long>(bound.size()),
                         bytesOf(sealed),
                         bytesOf(keyBytes))
                  == 0;
          });
    if (!opened) {
        return fail(
            ErrorKind::Keychain,
            QCoreApplication::translate("Core",
                                        "A stored secret does not fit this machine's key, or "
                                        "its file was changed. Enter the secret again."));
    }
    return Secret(std::move(plain));
}

} // namespace pelorus::vault
